# Installs exactly what the lock in FROM names into TO; says what to do where that fails.
file(COPY ${FROM}/package.json ${FROM}/package-lock.json ${FROM}/.npmrc DESTINATION ${TO})
execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
                WORKING_DIRECTORY ${TO} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "npm could not take ${PURPOSE} from its registry. Is there a network? Build again once there "
                        "is, or without the report: cmake -DEQUIPLACE_REPORT=OFF.")
endif()
file(TOUCH ${TO}/installed)
